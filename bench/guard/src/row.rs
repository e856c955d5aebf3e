//! A row of the tables: a function in all the forms it is measured in.

use std::pin::Pin;

use tokio::task::JoinHandle;

use crate::body::Fault;

/// What a task awaits.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// One call. Boxed, because a task's own size comes in steps of 128 bytes, which would hide what a call takes.
pub type Call = Pin<Box<dyn Future<Output = Result<u64, Fault>> + Send>>;

/// What spawns one call as a task.
pub type Spawner = Box<dyn Fn(u64) -> JoinHandle<Result<u64, Fault>>>;

/// One function and its drivers.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    /// So many calls, without a scheduler.
    pub bare: fn(u64),
    /// So many calls, one after the other, in a task.
    pub task: fn(u64) -> Task,
    /// What spawns a call; its number tells bodies in flight apart.
    pub spawn: fn() -> Spawner,
    /// The bytes of its future.
    pub bytes: fn() -> usize,
}

/// Makes a row of an `async fn(u64) -> Result<u64, Fault>`.
#[macro_export]
macro_rules! row {
    ($name:expr, $call:expr) => {
        $crate::row::Row {
            name: $name,
            bare: |calls| $crate::drive::bare(calls, $call),
            task: |calls| Box::pin($crate::drive::task(calls, $call)),
            spawn: || Box::new(|x| tokio::spawn(Box::pin($call(x)) as $crate::row::Call)),
            bytes: || std::mem::size_of_val(&$call(0)),
        }
    };
}
