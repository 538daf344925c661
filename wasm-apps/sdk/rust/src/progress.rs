/// Says how much is done: a line `progress DONE/TOTAL` on standard error when another hundredth is done, so at most 101 lines however
/// often it is told. The host sees progress without it, as fuel; the line is for people who watch a run. It is part of what
/// the program prints, so the same everywhere.
pub struct Progress {
    total: u64,
    told: Option<u64>,
}

impl Progress {
    pub fn of(total: u64) -> Progress {
        Progress { total, told: None }
    }

    /// So much of the total is done now.
    pub fn done(&mut self, done: u64) {
        let hundredth = if self.total > 0 { (done as f64 * 100.0 / self.total as f64) as u64 } else { 0 };
        if self.told.map_or(true, |told| hundredth > told) {
            self.told = Some(hundredth);
            eprintln!("progress {done}/{}", self.total);
        }
    }
}
