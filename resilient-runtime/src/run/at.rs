//! Which target an attempt asks.

/// A link of the chain, which the attempt takes along. Were it `Copy`, the attempt would borrow it, and both futures
/// would hold something.
#[derive(Debug)]
pub struct At(pub(crate) u16);

impl At {
    /// The number of the link; 0 is the function itself.
    #[inline]
    pub const fn link(self) -> u16 {
        self.0
    }
}
