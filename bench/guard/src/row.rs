//! A row of the tables: a function in all the forms it is measured in.

use std::pin::Pin;

/// What a task awaits.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// One function and its drivers.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    /// So many calls, without a scheduler.
    pub bare: fn(u64),
    /// So many calls, one after the other, in a task.
    pub task: fn(u64) -> Task,
    /// One call, whose number tells bodies in flight apart.
    pub once: fn(u64) -> Task,
    /// The bytes of its future.
    pub bytes: fn() -> usize,
}

/// Makes a row of a path to an `async fn(u64) -> Result<u64, Fault>`.
#[macro_export]
macro_rules! row {
    ($name:literal, $call:expr) => {
        $crate::row::Row {
            name: $name,
            bare: |calls| $crate::drive::bare(calls, $call),
            task: |calls| Box::pin($crate::drive::task(calls, $call)),
            once: |x| {
                Box::pin(async move {
                    std::hint::black_box($call(x).await).ok();
                })
            },
            bytes: || std::mem::size_of_val(&$call(0)),
        }
    };
}
