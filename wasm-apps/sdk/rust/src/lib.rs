//! Manyhands for Rust: parameters, slices of data, rows of results, progress, steps. No dependencies.
//!
//! A program is a function that [`main`] or [`steps!`] calls. What goes wrong is a [`Failure`]: it ends the program with exit code 2
//! when arguments or inputs are wrong, 1 when something else failed, and one line on standard error that names the thing, what was
//! found there and what is allowed. Inputs are named by their path below `/in`, outputs by their path below `/out`.
//! The manual is `docs/guest.md`.

mod arguments;
mod csv;
mod failure;
mod input;
mod progress;
mod random;
mod rows;
mod steps;

pub use arguments::Arguments;
pub use csv::Csv;
pub use failure::{Failure, Result};
pub use input::{lines, list, open, records, Lines, Records};
pub use progress::Progress;
pub use random::Random;
pub use rows::{create, Rows};
pub use steps::{flush, run_step, Steps};

/// Runs a program: hands it its arguments, and ends with exit code 0 or as its failure says. `name` begins the message.
pub fn main(name: &str, program: impl FnOnce(&mut Arguments) -> Result<()>) -> ! {
    let code = match program(&mut Arguments::read()) {
        Ok(()) => 0,
        Err(failure) => failure.tell(name),
    };
    std::process::exit(code)
}
