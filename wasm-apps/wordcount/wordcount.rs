//! Counts words in slices of text, and puts the counts together.
//!
//! In a work unit: counts the words of the one text below /in into /out/counts.csv (word,count; by the bytes of the words).
//! As the assembler of the answer (when there is a folder /in/units): adds up the counts of all work units into
//! /out/words.csv, the most frequent first, and leaves a line for people in /out/headline.txt.
//!
//! A word is a longest run of letters and digits, with apostrophes between them; it counts in lower case. Exit code 0 on success, 1 on a failure,
//! 2 on bad input.

use manyhands::{Arguments, Csv, Failure, Result, Rows};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

type Counts = BTreeMap<String, u64>;

fn add(counts: &mut Counts, word: &str, times: u64) {
    match counts.get_mut(word) {
        Some(count) => *count += times,
        None => {
            counts.insert(word.to_string(), times);
        }
    }
}

fn count(path: &str) -> Result<Counts> {
    let mut counts = Counts::new();
    let mut lines = manyhands::lines(Some(path))?;
    while let Some(line) = lines.next_text()? {
        let line = line.to_lowercase();
        for word in line.split(|c: char| !c.is_alphanumeric() && c != '\'') {
            let word = word.trim_matches('\'');
            if !word.is_empty() {
                add(&mut counts, word, 1);
            }
        }
    }
    Ok(counts)
}

fn assemble(files: &[String]) -> Result<Counts> {
    let mut counts = Counts::new();
    for file in files {
        let mut rows = Csv::open(Some(file))?;
        while rows.next_row()? {
            add(&mut counts, rows.field("word")?, rows.number("count", 1..=u64::MAX)?);
        }
    }
    Ok(counts)
}

fn write<'a>(path: &str, counts: impl Iterator<Item = (&'a String, &'a u64)>) -> Result<()> {
    let mut rows = Rows::table(Some(path), "word,count")?;
    for (word, count) in counts {
        rows.text("word", word).whole("count", *count as i64);
        rows.end_row()?;
    }
    rows.end()
}

fn run(arguments: &mut Arguments) -> Result<()> {
    arguments.no_others("none")?;
    if !Path::new("/in/units").is_dir() {
        let files = manyhands::list("")?;
        if files.len() != 1 {
            return Err(Failure::bad_input(format!("needs one text below /in, and there are {}", files.len())));
        }
        return write("counts.csv", count(&files[0])?.iter());
    }

    let mut files = manyhands::list("units")?;
    files.retain(|file| file.ends_with("/counts.csv"));
    let counts = assemble(&files)?;
    let mut sorted: Vec<(&String, &u64)> = counts.iter().collect();
    sorted.sort_by(|left, right| right.1.cmp(left.1)); // stable: words of one count stay in order
    write("words.csv", sorted.iter().copied())?;
    let most = sorted.first().ok_or_else(|| Failure::bad_input("there is no word in any work unit"))?;
    let total: u64 = counts.values().sum();
    writeln!(
        manyhands::create("headline.txt")?,
        "{total} words, {} of them different; the most frequent is \"{}\" ({})",
        counts.len(),
        most.0,
        most.1
    )
    .map_err(|e| Failure::failed(format!("cannot write /out/headline.txt: {e}")))
}

fn main() {
    manyhands::main("wordcount", run)
}
