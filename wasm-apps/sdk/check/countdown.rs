//! A program of steps in Rust. Usage: countdown N; each step prints a number, and /out/numbers.txt stays open over all of them.

use manyhands::{Arguments, Failure, Random, Result, Steps};
use std::fs::File;
use std::io::Write;

struct Countdown {
    left: u32,
    random: Random,
    file: File,
}

impl Steps for Countdown {
    fn begin(arguments: &mut Arguments) -> Result<Countdown> {
        arguments.need(1, "N")?;
        let left = arguments.number_at(0, "N", 1..=1000)?;
        Ok(Countdown { left, random: Random::new(), file: manyhands::create("numbers.txt")? })
    }

    fn step(&mut self) -> Result<bool> {
        println!("{}", self.left);
        writeln!(self.file, "{} {}", self.left, self.random.bits() % 10)
            .map_err(|e| Failure::failed(format!("cannot write /out/numbers.txt: {e}")))?;
        self.left -= 1;
        Ok(self.left > 0)
    }

    fn end(self) -> Result<()> {
        print!("lift-off");
        Ok(())
    }
}

manyhands::steps!("countdown", Countdown);

