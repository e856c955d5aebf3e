//! Where a call stands in its chain of targets. Pure: it is told what happened and counts.

use crate::clock::Moment;
use crate::site::Target;

/// A position among the targets of a site, and what is known of the rest.
#[derive(Debug)]
pub(crate) struct Chain {
    link: u16,
    entering: bool,
    /// Some iterator ahead is known to have an item.
    more_ahead: bool,
}

/// Whether the end of the chain leads back to a target whose gate was shut: once, and only if none could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    /// There is none so far.
    None,
    /// The one whose gate reopens first.
    To { link: u16, reopens: Moment },
    /// The call is back at it.
    Here,
    /// A target was asked, or the call has been back.
    Never,
}

impl Chain {
    pub(crate) const START: Self = Self { link: 0, entering: true, more_ahead: false };

    #[inline]
    pub(crate) const fn link(&self) -> u16 {
        self.link
    }

    /// Whether the call stands before a target that it has not entered yet; it enters it now.
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        std::mem::take(&mut self.entering)
    }

    #[inline]
    pub(crate) const fn target<'t>(&self, targets: &'t [Target]) -> Option<&'t Target> {
        if self.is_over(targets) { None } else { Some(&targets[self.link as usize]) }
    }

    /// Whether the end of the chain has been passed.
    #[inline]
    pub(crate) const fn is_over(&self, targets: &[Target]) -> bool {
        self.link as usize >= targets.len()
    }

    /// Whether no link follows this one, whatever an iterator may hold.
    pub(crate) const fn is_last(&self, targets: &[Target]) -> bool {
        self.link as usize + 1 >= targets.len() && !self.is_at_iterator(targets)
    }

    /// Whether another target is left, as far as it is known.
    pub(crate) fn has_more(&self, targets: &[Target]) -> bool {
        let rest = targets.get(usize::from(self.link) + 1..).unwrap_or_default();
        self.more_ahead || rest.iter().any(|target| !matches!(target, Target::Each(_)))
    }

    /// Whether the iterator of `link` has to be asked to know if another target is left.
    pub(crate) fn looks_ahead(&self, targets: &[Target], link: usize) -> bool {
        link >= usize::from(self.link) && !self.has_more(targets)
    }

    pub(crate) fn looked_ahead(&mut self, has_more: bool) {
        self.more_ahead |= has_more;
    }

    /// The target could not be asked; its gate reopens then.
    pub(crate) fn left_shut(&self, targets: &[Target], reopens: Moment, back: &mut Back) {
        // An iterator's item is gone once it has been passed.
        let can_come_back = matches!(self.target(targets), Some(Target::Body(_)));
        let is_first = match *back {
            Back::None => true,
            Back::To { reopens: earliest, .. } => reopens < earliest,
            Back::Here | Back::Never => false,
        };
        if can_come_back && is_first {
            *back = Back::To { link: self.link, reopens };
        }
    }

    /// Goes to the next target; an iterator's link is stayed on until it is exhausted.
    pub(crate) fn advance(&mut self, targets: &[Target], back: &mut Back) {
        if self.is_at_iterator(targets) {
            self.more_ahead = false;
            self.entering = true;
        } else {
            self.exhausted(targets, back);
        }
    }

    /// Goes to the next link; past the last one, back to the gate that reopens first, once.
    pub(crate) fn exhausted(&mut self, targets: &[Target], back: &mut Back) {
        self.more_ahead = false;
        self.entering = true;
        self.link = self.link.saturating_add(1);
        match *back {
            Back::To { link, .. } if self.is_over(targets) => {
                *back = Back::Here;
                self.link = link;
            }
            Back::Here => *back = Back::Never,
            _ => {}
        }
    }

    const fn is_at_iterator(&self, targets: &[Target]) -> bool {
        matches!(self.target(targets), Some(Target::Each(_)))
    }
}
