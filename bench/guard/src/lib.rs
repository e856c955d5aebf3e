//! What a call of ours costs: the rows, what runs them, and what counts instructions, allocations and bytes.
//!
//! The bench beside it puts its peers through the same.

pub mod allocations;
pub mod arguments;
pub mod body;
pub mod drive;
pub mod instructions;
pub mod ours;
pub mod row;
