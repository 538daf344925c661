//! Estimates the area of the Mandelbrot set from rows of a grid of points.
//!
//! Usage: mandelbrot RESOLUTION ITERATIONS FROM TO
//!
//! The points of row r and column c are ((c + 0.5) / RESOLUTION - 2, (r + 0.5) / RESOLUTION), so rows 0 to 1.25 * RESOLUTION
//! cover the half of the set above the real axis. A point that stays within distance 2 for ITERATIONS steps counts. What the
//! rows FROM to TO - 1 add to the area (of both halves) is left in /out/area.txt as an exact decimal: RESOLUTION is a power
//! of ten from 10 to 10000. Exit code 0 on success, 1 when the area could not be written, 2 when an argument is wrong.

use manyhands::{Arguments, Failure, Progress, Result};
use std::io::Write;

const LEFT: f64 = -2.0;
const WIDTH_TIMES_TWO: u64 = 5; // to 0.5

/// Whether c lies in the large heart or in the disc to its left, where no point ever escapes.
fn surely_inside(re: f64, im: f64) -> bool {
    let square = im * im;
    let q = (re - 0.25) * (re - 0.25) + square;
    q * (q + (re - 0.25)) <= 0.25 * square || (re + 1.0) * (re + 1.0) + square <= 0.0625
}

fn stays(re: f64, im: f64, iterations: u32) -> bool {
    let (mut x, mut y) = (0.0f64, 0.0f64);
    for _ in 0..iterations {
        let (xx, yy) = (x * x, y * y);
        if xx + yy > 4.0 {
            return false;
        }
        y = 2.0 * x * y + im;
        x = xx - yy + re;
    }
    true
}

fn inside(row: u64, resolution: u64, iterations: u32) -> u64 {
    let im = (row as f64 + 0.5) / resolution as f64;
    let columns = WIDTH_TIMES_TWO * resolution / 2;
    (0..columns)
        .filter(|&column| {
            let re = LEFT + (column as f64 + 0.5) / resolution as f64;
            surely_inside(re, im) || stays(re, im, iterations)
        })
        .count() as u64
}

/// So many points of 1 / RESOLUTION squared each, as a decimal without rounding.
fn area(points: u64, resolution: u64) -> String {
    let whole = resolution * resolution;
    let digits = whole.to_string().len() - 1;
    format!("{}.{:0digits$}", points / whole, points % whole)
}

fn run(arguments: &mut Arguments) -> Result<()> {
    arguments.need(4, "RESOLUTION ITERATIONS FROM TO")?;
    let resolution = arguments.number_at(0, "RESOLUTION", 10u64..=10_000)?;
    if ![10, 100, 1_000, 10_000].contains(&resolution) {
        return Err(Failure::bad_input(format!("RESOLUTION is \"{resolution}\": give 10, 100, 1000 or 10000")));
    }
    let iterations = arguments.number_at(1, "ITERATIONS", 1u32..=1_000_000)?;
    let rows = resolution * WIDTH_TIMES_TWO / 4;
    let from = arguments.number_at(2, "FROM", 0..=rows)?;
    let to = arguments.number_at(3, "TO", from..=rows)?;

    let mut progress = Progress::of(to - from);
    let mut points = 0;
    for row in from..to {
        points += inside(row, resolution, iterations);
        progress.done(row + 1 - from);
    }
    let mut file = manyhands::create("area.txt")?;
    writeln!(file, "{}", area(2 * points, resolution))
        .map_err(|e| Failure::failed(format!("cannot write /out/area.txt: {e}")))
}

fn main() {
    manyhands::main("mandelbrot", run)
}
