use crate::{Failure, Result};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Makes a file by its path below `/out`, in an existing folder.
pub fn create(path: &str) -> Result<File> {
    File::create(format!("/out/{path}")).map_err(|e| Failure::cannot_write(&format!("/out/{path}"), e))
}

/// A table (CSV) or lines of JSON, written cell by cell.
pub struct Rows {
    path: String,
    writer: Box<dyn Write>,
    /// `None` for lines of JSON.
    columns: Option<usize>,
    row: String,
    cells: usize,
}

impl Rows {
    /// Begins a table below `/out` (`None`: standard output); `header` is its first line, the names between commas.
    pub fn table(path: Option<&str>, header: &str) -> Result<Rows> {
        let mut rows = Rows::new(path, Some(header.split(',').count()))?;
        rows.row.push_str(header);
        rows.write_row()?;
        Ok(rows)
    }

    /// Begins lines of JSON below `/out` (`None`: standard output): an object a row.
    pub fn json(path: Option<&str>) -> Result<Rows> {
        Rows::new(path, None)
    }

    fn new(path: Option<&str>, columns: Option<usize>) -> Result<Rows> {
        let writer: Box<dyn Write> = match path {
            Some(path) => Box::new(BufWriter::new(create(path)?)),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        let path = path.map_or("standard output".to_string(), |path| format!("/out/{path}"));
        Ok(Rows { path, writer, columns, row: String::new(), cells: 0 })
    }

    /// Adds a cell of text. In a table keys are not written: there the order of the cells is that of the header.
    pub fn text(&mut self, key: &str, text: &str) -> &mut Rows {
        self.before(key);
        if self.columns.is_none() {
            quote_json(&mut self.row, text);
        } else if text.contains([',', '"', '\r', '\n']) {
            self.row.push('"');
            self.row.push_str(&text.replace('"', "\"\""));
            self.row.push('"');
        } else {
            self.row.push_str(text);
        }
        self
    }

    /// Adds a cell with a whole number.
    pub fn whole(&mut self, key: &str, value: i64) -> &mut Rows {
        self.before(key);
        self.push(format_args!("{value}"))
    }

    /// Adds a cell with the shortest decimal that is read back as the same number; what is no finite number becomes an empty cell,
    /// or `null`.
    pub fn real(&mut self, key: &str, value: f64) -> &mut Rows {
        self.before(key);
        match (value.is_finite(), self.columns) {
            (true, _) => self.push(format_args!("{value}")),
            (false, Some(_)) => self,
            (false, None) => self.push(format_args!("null")),
        }
    }

    /// Ends a row. A row of a table with more or fewer cells than the header is a failure.
    pub fn end_row(&mut self) -> Result<()> {
        if let Some(columns) = self.columns {
            if columns != self.cells {
                let (path, cells) = (&self.path, self.cells);
                return Err(Failure::failed(format!("a row of {path} has {cells} cells, and its header has {columns}")));
            }
        } else {
            self.row.push_str(if self.cells > 0 { "}" } else { "{}" });
        }
        self.write_row()
    }

    /// Writes what is still in the buffer; without it the last rows may be lost.
    pub fn end(mut self) -> Result<()> {
        self.writer.flush().map_err(|e| Failure::cannot_write(&self.path, e))
    }

    fn before(&mut self, key: &str) {
        if self.columns.is_none() {
            self.row.push(if self.cells > 0 { ',' } else { '{' });
            quote_json(&mut self.row, key);
            self.row.push(':');
        } else if self.cells > 0 {
            self.row.push(',');
        }
        self.cells += 1;
    }

    fn push(&mut self, text: std::fmt::Arguments) -> &mut Rows {
        self.row.write_fmt(text).expect("writing to a string never fails");
        self
    }

    fn write_row(&mut self) -> Result<()> {
        self.row.push('\n');
        self.writer.write_all(self.row.as_bytes()).map_err(|e| Failure::cannot_write(&self.path, e))?;
        self.row.clear();
        self.cells = 0;
        Ok(())
    }
}

fn quote_json(row: &mut String, text: &str) {
    row.push('"');
    for next in text.chars() {
        if next < ' ' || next == '"' || next == '\\' {
            write!(row, "\\u{:04x}", next as u32).expect("writing to a string never fails");
        } else {
            row.push(next);
        }
    }
    row.push('"');
}
