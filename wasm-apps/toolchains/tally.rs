//! The same as tally.c, with Rust's standard library.
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::time::{Instant, SystemTime};

fn host_answers() -> bool {
    let before = Instant::now();
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Instant::now() > before
        && since_1970.map_or(false, |time| time.as_secs() > 1_700_000_000)
        && std::env::var("MANYHANDS_SEED").is_ok()
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let mut tally: HashMap<u64, (f64, usize)> = HashMap::new(); // its hasher asks the host for random numbers
    let mut sum = 0.0;
    for line in BufReader::new(fs::File::open("/in/numbers.txt")?).lines() {
        let number: f64 = line?.trim().parse().expect("a number on each line");
        tally.entry(number.to_bits()).or_insert((number, 0)).1 += 1;
        sum += number;
    }
    let mut sorted: Vec<f64> = Vec::new();
    for (number, times) in tally.values() {
        sorted.extend(std::iter::repeat(number).take(*times));
    }
    sorted.sort_by(|left, right| left.partial_cmp(right).expect("no NaN"));
    println!(
        "{} of {}: {} numbers, mean {:.3}, median {:.3}, root of the largest {:.3}, {} input, host {}",
        arguments[1],
        arguments.len() - 1,
        sorted.len(),
        sum / sorted.len() as f64,
        sorted[sorted.len() / 2],
        sorted[sorted.len() - 1].sqrt(),
        fs::read_dir("/in")?.count(),
        if host_answers() { "answered" } else { "silent" }
    );
    let mut output = BufWriter::new(fs::File::create("/out/sorted.txt")?);
    for number in sorted {
        writeln!(output, "{number:.3}")?;
    }
    output.flush()
}
