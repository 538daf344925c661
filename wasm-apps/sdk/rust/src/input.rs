use crate::{Failure, Result};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};

/// Opens an input by its path below `/in`.
pub fn open(path: &str) -> Result<File> {
    File::open(format!("/in/{path}")).map_err(|e| Failure::bad_input(format!("cannot open /in/{path}: {e}")))
}

/// Lines of text, one at a time, however long.
pub struct Lines {
    pub(crate) path: String,
    reader: Box<dyn BufRead>,
    line: Vec<u8>,
    number: u64,
}

/// The lines of an input by its path below `/in`; `None` is standard input.
pub fn lines(path: Option<&str>) -> Result<Lines> {
    let reader: Box<dyn BufRead> = match path {
        Some(path) => Box::new(BufReader::with_capacity(1 << 16, open(path)?)),
        None => Box::new(BufReader::new(io::stdin())),
    };
    Ok(Lines { path: path.map_or("standard input".to_string(), |path| format!("/in/{path}")), reader, line: Vec::new(), number: 0 })
}

impl Lines {
    /// The bytes of the next line without its end (`\n` or `\r\n`), or `None` after the last.
    pub fn next_bytes(&mut self) -> Result<Option<&[u8]>> {
        self.line.clear();
        let read = self.reader.read_until(b'\n', &mut self.line).map_err(|e| Failure::cannot_read(&self.path, e))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
            if self.line.last() == Some(&b'\r') {
                self.line.pop();
            }
        }
        Ok(Some(&self.line))
    }

    /// The same as text; bytes that are not UTF-8 are a failure that names the line.
    pub fn next_text(&mut self) -> Result<Option<&str>> {
        if self.next_bytes()?.is_none() {
            return Ok(None);
        }
        match std::str::from_utf8(&self.line) {
            Ok(text) => Ok(Some(text)),
            Err(e) => Err(Failure::bad_input(format!("{}, line {}: {e}", self.path, self.number))),
        }
    }

    /// The number of the line that was read last, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }
}

/// Records of one size.
pub struct Records<const BYTES: usize> {
    path: String,
    reader: BufReader<File>,
    left: u64,
}

/// The records of an input by its path below `/in`, whose length must be a multiple of their size.
pub fn records<const BYTES: usize>(path: &str) -> Result<Records<BYTES>> {
    let file = open(path)?;
    let length = file.metadata().map_err(|e| Failure::cannot_read(&format!("/in/{path}"), e))?.len();
    if BYTES == 0 || length % BYTES as u64 != 0 {
        return Err(Failure::bad_input(format!(
            "/in/{path} has {length} bytes, not a multiple of {BYTES}, the size of a record"
        )));
    }
    let left = length / BYTES as u64;
    Ok(Records { path: format!("/in/{path}"), reader: BufReader::with_capacity(1 << 16, file), left })
}

impl<const BYTES: usize> Records<BYTES> {
    /// How many have not been read yet.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next record, or `None` after the last. Numbers in it: `f64::from_le_bytes` and its kin.
    pub fn next_record(&mut self) -> Result<Option<[u8; BYTES]>> {
        if self.left == 0 {
            return Ok(None);
        }
        let mut record = [0; BYTES];
        self.reader.read_exact(&mut record).map_err(|e| Failure::cannot_read(&self.path, e))?;
        self.left -= 1;
        Ok(Some(record))
    }
}

/// All files below a folder of `/in` (`""` for `/in` itself) by their paths below `/in`, sorted by their bytes: the slice of a
/// dataset that is cut by files is found so.
pub fn list(folder: &str) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    Ok(paths)
}

fn collect(folder: &str, paths: &mut Vec<String>) -> Result<()> {
    let cannot = |e| Failure::bad_input(format!("cannot list /in/{folder}: {e}"));
    for entry in fs::read_dir(format!("/in/{folder}")).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.file_type().map_err(cannot)?.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}
