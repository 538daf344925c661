// The same as tally.c, with the containers, strings and streams of C++.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

struct Host {
  virtual ~Host() = default;
  virtual bool answers() const = 0;
};

struct Clock : Host {
  bool answers() const override {
    auto before = std::chrono::steady_clock::now();
    return std::chrono::steady_clock::now() > before
           && std::chrono::system_clock::now().time_since_epoch() > std::chrono::seconds(1700000000);
  }
};

struct Environment : Host {
  bool answers() const override {
    return std::getenv("MANYHANDS_SEED") != nullptr && std::random_device()() != std::random_device()();
  }
};

int main(int argc, char **argv) {
  std::ifstream input("/in/numbers.txt");
  std::map<double, int> tally;
  std::string line;
  double sum = 0;
  while (std::getline(input, line)) {
    double number = std::strtod(line.c_str(), nullptr);
    tally[number]++;
    sum += number;
  }
  std::vector<double> sorted;
  for (auto &[number, times] : tally) {
    sorted.insert(sorted.end(), static_cast<std::size_t>(times), number);
  }
  std::vector<std::unique_ptr<Host>> hosts;
  hosts.push_back(std::make_unique<Clock>());
  hosts.push_back(std::make_unique<Environment>());
  bool answered = std::all_of(hosts.begin(), hosts.end(), [](auto &host) { return host->answers(); });
  auto entries = std::distance(std::filesystem::directory_iterator("/in"), std::filesystem::directory_iterator());

  std::cout << std::fixed << std::setprecision(3) << argv[1] << " of " << argc - 1 << ": " << sorted.size() << " numbers, mean "
            << sum / static_cast<double>(sorted.size()) << ", median " << sorted[sorted.size() / 2] << ", root of the largest "
            << std::sqrt(sorted.back()) << ", " << entries << " input, host " << (answered ? "answered" : "silent") << std::endl;
  std::ofstream output("/out/sorted.txt");
  for (double number : sorted) {
    output << std::fixed << std::setprecision(3) << number << '\n';
  }
  output.close();
  return output ? 0 : 1;
}
