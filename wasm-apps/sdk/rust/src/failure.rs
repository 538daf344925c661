use std::fmt::Display;

/// Why a program ends before its work is done.
#[derive(Debug)]
pub struct Failure {
    code: i32,
    message: String,
}

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// An argument or an input file is not what it must be: exit code 2.
    pub fn bad_input(message: impl Into<String>) -> Failure {
        Failure { code: 2, message: message.into() }
    }

    /// Anything else, such as an output that cannot be written: exit code 1.
    pub fn failed(message: impl Into<String>) -> Failure {
        Failure { code: 1, message: message.into() }
    }

    pub(crate) fn cannot_read(path: &str, cause: impl Display) -> Failure {
        Failure::bad_input(format!("cannot read {path}: {cause}"))
    }

    pub(crate) fn cannot_write(path: &str, cause: impl Display) -> Failure {
        Failure::failed(format!("cannot write {path}: {cause}"))
    }

    /// Prints the message to standard error and gives the exit code.
    pub(crate) fn tell(&self, name: &str) -> i32 {
        eprintln!("{name}: {}", self.message);
        self.code
    }
}
