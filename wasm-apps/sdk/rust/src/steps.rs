use crate::{Arguments, Result};
use std::io::Write;

/// A program of steps, which the host may save between two of them and continue elsewhere; the program never learns of it.
pub trait Steps: Sized {
    /// Reads arguments and inputs.
    fn begin(arguments: &mut Arguments) -> Result<Self>;

    /// Does a few seconds' work and says whether there is more.
    fn step(&mut self) -> Result<bool>;

    /// Writes the result.
    fn end(self) -> Result<()>;
}

/// Calls one part of a program of steps; a failure ends the program. For [`steps!`].
pub fn run_step<T>(name: &str, result: Result<T>) -> T {
    match result {
        Ok(value) => value,
        Err(failure) => std::process::exit(failure.tell(name)),
    }
}

/// Makes a program of steps of a type that implements [`Steps`]. Build it as a `cdylib`.
///
/// `manyhands::steps!("my-program", MyProgram);`
#[macro_export]
macro_rules! steps {
    ($name:expr, $program:ty) => {
        thread_local! {
            static PROGRAM: std::cell::RefCell<Option<$program>> = std::cell::RefCell::new(None);
        }

        /// What a reactor's start-up code does: the linker calls constructors here and nowhere else.
        #[no_mangle]
        pub extern "C" fn _initialize() {
            extern "C" {
                fn __wasm_call_ctors();
            }
            // SAFETY: the host calls this once, before everything else.
            unsafe { __wasm_call_ctors() }
        }

        #[no_mangle]
        pub extern "C" fn manyhands_init() {
            let program = <$program as $crate::Steps>::begin(&mut $crate::Arguments::read());
            let program = $crate::run_step($name, program);
            PROGRAM.with(|place| *place.borrow_mut() = Some(program));
        }

        #[no_mangle]
        pub extern "C" fn manyhands_step() -> i32 {
            PROGRAM.with(|place| {
                let mut place = place.borrow_mut();
                let program = place.as_mut().expect("manyhands_init comes first");
                $crate::run_step($name, $crate::Steps::step(program)) as i32
            })
        }

        #[no_mangle]
        pub extern "C" fn manyhands_result() {
            let program = PROGRAM.with(|place| place.borrow_mut().take());
            $crate::run_step($name, $crate::Steps::end(program.expect("manyhands_init comes first")));
            $crate::flush();
        }
    };
}

/// Writes what is still in the buffer of standard output, as the end of `main` would. For [`steps!`].
pub fn flush() {
    let _ = std::io::stdout().flush(); // there is nobody left to tell
}
