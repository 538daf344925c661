use crate::{Failure, Result};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// What the batch's `args` gave: by place, or as `key=value`.
pub struct Arguments {
    all: Vec<String>,
    asked: Vec<bool>,
}

impl Arguments {
    /// Those of this run, without the program's own name.
    pub fn read() -> Arguments {
        let all: Vec<String> = std::env::args().skip(1).collect();
        let asked = vec![false; all.len()];
        Arguments { all, asked }
    }

    /// Fails unless there are so many; `names` is for the message: `"FROM TO"`.
    pub fn need(&self, count: usize, names: &str) -> Result<()> {
        if self.all.len() != count {
            let plural = if count == 1 { "" } else { "s" };
            let got = self.all.len();
            return Err(Failure::bad_input(format!("needs {count} argument{plural}, {names}, and got {got}")));
        }
        Ok(())
    }

    /// The argument at a place, counted from 0.
    pub fn at(&self, place: usize, name: &str) -> Result<&str> {
        self.all.get(place).map(String::as_str).ok_or_else(|| {
            let (number, count) = (place + 1, self.all.len());
            Failure::bad_input(format!("{name} is missing: it is argument {number}, and there are {count}"))
        })
    }

    /// The number at a place, counted from 0.
    pub fn number_at<T>(&self, place: usize, name: &str, range: RangeInclusive<T>) -> Result<T>
    where
        T: FromStr + PartialOrd + Display,
    {
        parse(name, self.at(place, name)?, range)
    }

    /// What follows `key=` in the first argument that begins so.
    pub fn text(&mut self, key: &str) -> Option<&str> {
        let place = self.all.iter().position(|each| each.split_once('=').map(|pair| pair.0) == Some(key))?;
        self.asked[place] = true;
        Some(&self.all[place][key.len() + 1..])
    }

    /// The number of `key=number`, or the fallback if there is no such argument.
    pub fn number<T>(&mut self, key: &str, fallback: T, range: RangeInclusive<T>) -> Result<T>
    where
        T: FromStr + PartialOrd + Display,
    {
        match self.text(key) {
            None => Ok(fallback),
            Some(text) => parse(key, text, range),
        }
    }

    /// Fails if an argument was not asked for by its key; `known` is for the message.
    pub fn no_others(&self, known: &str) -> Result<()> {
        match self.asked.iter().position(|asked| !asked) {
            None => Ok(()),
            Some(place) => Err(Failure::bad_input(format!(
                "argument \"{}\" is unknown or given twice: known are {known}",
                self.all[place]
            ))),
        }
    }
}

/// A number within a range; NaN is in none.
pub(crate) fn parse<T>(name: &str, text: &str, range: RangeInclusive<T>) -> Result<T>
where
    T: FromStr + PartialOrd + Display,
{
    match text.parse::<T>() {
        Ok(value) if range.contains(&value) => Ok(value),
        _ => Err(Failure::bad_input(format!(
            "{name} is \"{text}\": give a {} from {} to {}",
            kind::<T>(),
            range.start(),
            range.end()
        ))),
    }
}

fn kind<T: FromStr>() -> &'static str {
    if "0.5".parse::<T>().is_ok() {
        "number"
    } else {
        "whole number"
    }
}
