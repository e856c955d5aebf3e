//! (empty)

#[cfg(test)]
mod usage;
