"use strict";
(function () {
  // A page that nobody sees asks for nothing; it looks again as soon as it is seen.
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (document.hidden) {
      event.preventDefault();
    }
  });
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      htmx.trigger("#poll", "look");
    }
  });

  // What is shown stays, and says that it is of before.
  function tell(words) {
    const place = document.getElementById("offline");
    if (place && place.textContent !== words) {
      place.textContent = words;
    }
  }
  function lost() {
    tell("The server does not answer. What you see is from before; this page goes on trying.");
  }
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:responseError", lost);
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (event.detail.xhr.status < 400) {
      tell("");
    }
  });
})();
