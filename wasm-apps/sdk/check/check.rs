//! Uses every part of the Rust crate; check.c does the same with the C header, and the tests compare what they leave.
//!
//! Usage: check [mode=NAME] [whole=N] [real=X], with /in/table.csv, /in/records.bin and /in/texts/...

use manyhands::{Arguments, Csv, Progress, Random, Result, Rows};

fn read_records(json: &mut Rows) -> Result<()> {
    let mut records = manyhands::records::<8>("records.bin")?;
    json.whole("records", records.left() as i64);
    let (mut sum, mut halves) = (0, 0.0);
    while let Some([a, b, c, d, e, f, g, h]) = records.next_record()? {
        sum += i64::from(i32::from_le_bytes([a, b, c, d]));
        halves += f64::from(f32::from_le_bytes([e, f, g, h]));
    }
    json.whole("sum", sum).real("halves", halves).end_row()
}

fn read_texts(json: &mut Rows) -> Result<()> {
    for path in manyhands::list("texts")? {
        let mut lines = manyhands::lines(Some(&path))?;
        let mut bytes = 0;
        while let Some(line) = lines.next_bytes()? {
            bytes += line.len();
        }
        json.text("path", &path).whole("lines", lines.number() as i64).whole("bytes", bytes as i64).end_row()?;
    }
    Ok(())
}

fn copy_table(mode: &str) -> Result<()> {
    let mut table = Csv::open(Some("table.csv"))?;
    let mut rows = Rows::table(Some("copy.csv"), "name,count,share")?;
    while table.next_row()? {
        rows.text("name", table.field("name")?).whole("count", table.number("count", -1000..=1000)?);
        if mode != "short" {
            rows.real("share", table.number("share", 0.0..=1.0)? / 3.0);
        }
        rows.end_row()?;
    }
    rows.end()
}

fn run(arguments: &mut Arguments) -> Result<()> {
    let mode = arguments.text("mode").unwrap_or("all").to_string();
    let whole = arguments.number("whole", 7, 1..=100)?;
    let real = arguments.number("real", 0.1, 0.0..=1.0)?;
    arguments.no_others("mode, whole, real")?;

    let mut json = Rows::json(None)?;
    json.text("mode", &mode).whole("whole", whole).real("real", real).real("nothing", f64::NAN).end_row()?;
    read_records(&mut json)?;
    read_texts(&mut json)?;
    json.real("random", Random::new().real()).end_row()?;
    json.end()?;
    copy_table(&mode)?;
    if mode == "column" {
        let mut table = Csv::open(Some("table.csv"))?;
        table.next_row()?;
        table.field("colour")?;
    }
    let mut progress = Progress::of(1000);
    for done in 0..=1000 {
        progress.done(done);
    }
    Ok(())
}

fn main() {
    manyhands::main("check", run)
}
