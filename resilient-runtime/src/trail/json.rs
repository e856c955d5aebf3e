//! A trail as serialized data: a tree of calls and their steps, times in whole milliseconds.

use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::classify::Class;
use crate::trail::Trail;
use crate::trail::call::Call;
use crate::trail::step::{Attempt, End, Skipped};

impl Serialize for Trail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("took_ms", &millis(self.took()))?;
        map.serialize_entry("calls", &List(|| self.calls()))?;
        map.serialize_entry("left_out", &self.left_out())?;
        map.end()
    }
}

impl Serialize for Call<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.id())?;
        ended(&mut map, self.end())?;
        map.serialize_entry("target", &self.answered_by().or(self.failed_by()))?;
        timed(&mut map, self.began(), self.took())?;
        map.serialize_entry("attempts", &List(|| self.attempts()))?;
        map.serialize_entry("skipped", &List(|| self.skipped()))?;
        // Those of its attempts are in the attempts.
        map.serialize_entry("calls", &List(|| self.calls_outside_attempts()))?;
        map.end()
    }
}

impl Serialize for Attempt<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("number", &self.number())?;
        map.serialize_entry("target", self.target())?;
        ended(&mut map, self.end())?;
        timed(&mut map, self.began(), self.took())?;
        map.serialize_entry("hint_ms", &self.hint().map(millis))?;
        map.serialize_entry("wait_ms", &self.wait().map(millis))?;
        map.serialize_entry("calls", &List(|| self.calls()))?;
        map.end()
    }
}

impl Serialize for Skipped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("target", self.target())?;
        map.serialize_entry("breaker", self.breaker())?;
        map.serialize_entry("rate_limited", &self.is_rate_limited())?;
        map.serialize_entry("retry_after_ms", &self.retry_after().map(millis))?;
        map.end()
    }
}

fn ended<M: SerializeMap>(map: &mut M, end: Option<End>) -> Result<(), M::Error> {
    map.serialize_entry("end", &end.map(End::name))?;
    map.serialize_entry("class", &end.and_then(End::class).map(Class::name))
}

fn timed<M: SerializeMap>(
    map: &mut M,
    began: Duration,
    took: Option<Duration>,
) -> Result<(), M::Error> {
    map.serialize_entry("began_ms", &millis(began))?;
    map.serialize_entry("took_ms", &took.map(millis))
}

/// An iterator that can be made anew, as a sequence.
struct List<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
