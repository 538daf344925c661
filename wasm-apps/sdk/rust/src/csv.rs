use crate::arguments::parse;
use crate::input::{lines, Lines};
use crate::{Failure, Result};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A table: CSV as RFC 4180 has it, whose first line names the columns.
pub struct Csv {
    lines: Lines,
    header: Vec<String>,
    row: Vec<String>,
}

impl Csv {
    /// Opens a table by its path below `/in` (`None`: standard input) and reads its first line.
    pub fn open(path: Option<&str>) -> Result<Csv> {
        let mut csv = Csv { lines: lines(path)?, header: Vec::new(), row: Vec::new() };
        if !csv.read()? {
            let path = &csv.lines.path;
            return Err(Failure::bad_input(format!("{path} is empty: its first line must name its columns")));
        }
        csv.header = std::mem::take(&mut csv.row);
        Ok(csv)
    }

    /// Goes to the next row; false after the last. A row with more or fewer fields than the first line is a failure.
    pub fn next_row(&mut self) -> Result<bool> {
        let more = self.read()?;
        if more && self.row.len() != self.header.len() {
            return Err(Failure::bad_input(format!(
                "{}, line {}: needs {} fields, as the first line has, and has {}",
                self.lines.path,
                self.lines.number(),
                self.header.len(),
                self.row.len()
            )));
        }
        Ok(more)
    }

    /// A field of the row by the name of its column.
    pub fn field(&self, column: &str) -> Result<&str> {
        match self.header.iter().position(|name| name == column) {
            Some(place) => Ok(&self.row[place]),
            None => {
                let path = &self.lines.path;
                Err(Failure::bad_input(format!("{path} has no column \"{column}\" in its first line")))
            }
        }
    }

    /// A number of the row by the name of its column.
    pub fn number<T>(&self, column: &str, range: RangeInclusive<T>) -> Result<T>
    where
        T: FromStr + PartialOrd + Display,
    {
        parse(&format!("{column} in {}", self.lines.path), self.field(column)?, range)
    }

    /// Reads the fields of a row; a quoted one may go on over several lines.
    fn read(&mut self) -> Result<bool> {
        self.row.clear();
        let mut field = String::new();
        let mut quoted = false;
        loop {
            let line = match self.lines.next_text()? {
                Some(line) => line,
                None if quoted => {
                    let (path, number) = (&self.lines.path, self.lines.number());
                    return Err(Failure::bad_input(format!("{path}, line {number}: a quoted field does not end")));
                }
                None => return Ok(false),
            };
            let mut characters = line.chars().peekable();
            while let Some(next) = characters.next() {
                match next {
                    '"' if quoted && characters.peek() == Some(&'"') => {
                        characters.next();
                        field.push('"');
                    }
                    '"' => quoted = !quoted,
                    ',' if !quoted => self.row.push(std::mem::take(&mut field)),
                    other => field.push(other),
                }
            }
            if !quoted {
                self.row.push(field);
                return Ok(true);
            }
            field.push('\n');
        }
    }
}
