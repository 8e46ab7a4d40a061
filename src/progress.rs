//! How far a long piece of work has come, told to whoever shows it to people. The command line shows a bar; tests and
//! judges look at nothing.

/// Is told how far the work has come.
pub trait Progress: Sync {
    /// Work of so many steps begins.
    fn start(&self, steps: u64);
    /// So many further steps are done.
    fn advance(&self, steps: u64);
    /// So many steps are done in all.
    fn set(&self, steps: u64);
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn start(&self, _: u64) {}
    fn advance(&self, _: u64) {}
    fn set(&self, _: u64) {}
}
