//! Where a call stands in its chain of targets. Pure: it is told what happened and counts.

use crate::clock::Moment;
use crate::site::{Site, Target};

/// A position in a chain, and what is known of the rest.
#[derive(Debug)]
pub(crate) struct Chain {
    site: &'static Site,
    link: u16,
    back: Back,
    entering: bool,
    /// Some iterator ahead is known to have an item.
    more_ahead: bool,
}

/// Whether the end of the chain leads back to a target whose gate was shut: once, and only if none could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    /// There is none so far.
    None,
    /// The one whose gate reopens first.
    To(u16),
    /// The call is back at it.
    Here,
    /// A target was asked, or the call has been back.
    Never,
}

impl Chain {
    pub(crate) const fn new(site: &'static Site) -> Self {
        Self { site, link: 0, back: Back::None, entering: true, more_ahead: false }
    }

    #[inline]
    pub(crate) const fn site(&self) -> &'static Site {
        self.site
    }

    #[inline]
    pub(crate) const fn link(&self) -> usize {
        self.link as usize
    }

    /// Which target this is, to find its name again.
    #[inline]
    pub(crate) const fn place(&self) -> u16 {
        self.link
    }

    /// Whether the call stands before a target that it has not entered yet; it enters it now.
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        std::mem::take(&mut self.entering)
    }

    #[inline]
    pub(crate) const fn target(&self) -> Option<&'static Target> {
        if self.is_over() { None } else { Some(&self.targets()[self.link()]) }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name_of(self.link)
    }

    pub(crate) fn name_of(&self, place: u16) -> &'static str {
        self.targets().get(usize::from(place)).map_or("", Target::name)
    }

    /// Whether the end of the chain has been passed.
    #[inline]
    pub(crate) const fn is_over(&self) -> bool {
        self.link() >= self.targets().len()
    }

    /// Whether no link follows this one, whatever an iterator may hold.
    pub(crate) const fn is_last(&self) -> bool {
        self.link() + 1 >= self.targets().len() && !self.is_at_iterator()
    }

    /// Whether another target is left, as far as it is known.
    pub(crate) fn has_more(&self) -> bool {
        self.more_ahead || self.rest().iter().any(|target| !matches!(target, Target::Each(_)))
    }

    /// Whether the iterator of `link` has to be asked to know if another target is left.
    pub(crate) fn looks_ahead(&self, link: usize) -> bool {
        link >= self.link() && !self.has_more()
    }

    pub(crate) fn looked_ahead(&mut self, has_more: bool) {
        self.more_ahead |= has_more;
    }

    /// The target was asked and did not answer.
    pub(crate) fn left_by_failure(&mut self) {
        self.back = Back::Never;
    }

    /// The target could not be asked; its gate reopens then. `earliest` is when the first one does so far.
    pub(crate) fn left_shut(&mut self, reopens: Moment, earliest: &mut Option<Moment>) {
        // An iterator's item is gone once it has been passed.
        let can_come_back = matches!(self.target(), Some(Target::Body(_)))
            && matches!(self.back, Back::None | Back::To(_));
        if can_come_back && earliest.is_none_or(|earliest| reopens < earliest) {
            *earliest = Some(reopens);
            self.back = Back::To(self.link);
        }
    }

    /// Goes to the next target; an iterator's link is stayed on until it is exhausted.
    pub(crate) fn advance(&mut self) {
        if self.is_at_iterator() {
            self.more_ahead = false;
            self.entering = true;
        } else {
            self.exhausted();
        }
    }

    /// Goes to the next link; past the last one, back to the gate that reopens first, once.
    pub(crate) fn exhausted(&mut self) {
        self.more_ahead = false;
        self.entering = true;
        self.link = self.link.saturating_add(1);
        match self.back {
            Back::To(link) if self.is_over() => {
                self.back = Back::Here;
                self.link = link;
            }
            Back::Here => self.back = Back::Never,
            _ => {}
        }
    }

    /// Whether every target was shut, so that this one is worth a longer wait.
    pub(crate) const fn is_revisit(&self) -> bool {
        matches!(self.back, Back::Here)
    }

    /// Whether there is no other target, so that it is not worth leaving this one.
    pub(crate) const fn is_sole(&self) -> bool {
        self.targets().len() == 1
    }

    const fn is_at_iterator(&self) -> bool {
        matches!(self.target(), Some(Target::Each(_)))
    }

    fn rest(&self) -> &'static [Target] {
        self.targets().get(self.link() + 1..).unwrap_or_default()
    }

    #[inline]
    const fn targets(&self) -> &'static [Target] {
        self.site.targets()
    }
}
