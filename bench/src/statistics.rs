//! Medians, and what rounds of two rows say about each other.

/// What one row took, round by round, in nanoseconds a call.
#[derive(Debug, Clone, Default)]
pub struct Rounds(pub Vec<f64>);

impl Rounds {
    pub fn median(&self) -> f64 {
        percentile(&self.0, 0.5)
    }

    pub fn p10(&self) -> f64 {
        percentile(&self.0, 0.1)
    }

    /// The median of the ratios within a round: a busy moment hits both.
    pub fn over(&self, other: &Self) -> f64 {
        percentile(&self.pairs(other, |ours, theirs| ours / theirs), 0.5)
    }

    /// The median of the differences within a round.
    pub fn minus(&self, other: &Self) -> f64 {
        percentile(&self.pairs(other, |ours, theirs| ours - theirs), 0.5)
    }

    fn pairs(&self, other: &Self, each: fn(f64, f64) -> f64) -> Vec<f64> {
        self.0.iter().zip(&other.0).map(|(ours, theirs)| each(*ours, *theirs)).collect()
    }
}

/// The value below which this share of the values lies.
fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // both are small and positive
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
