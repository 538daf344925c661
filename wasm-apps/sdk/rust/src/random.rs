#[link(wasm_import_module = "wasi_snapshot_preview1")]
extern "C" {
    fn random_get(buffer: *mut u8, bytes: usize) -> u16;
}

/// splitmix64 (Steele, Lea, Flood 2014): fast, and good enough for most simulations.
pub struct Random {
    state: u64,
}

impl Random {
    /// A generator that begins where the work unit's seed says; another one at each call.
    pub fn new() -> Random {
        let mut state = [0; 8];
        // SAFETY: the buffer is as long as said. The call never fails with a valid buffer.
        unsafe { random_get(state.as_mut_ptr(), state.len()) };
        Random { state: u64::from_le_bytes(state) }
    }

    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From 0 up to but without 1, in steps of 2^-53.
    pub fn real(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }
}

impl Default for Random {
    fn default() -> Random {
        Random::new()
    }
}
