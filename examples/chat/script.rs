//! The bad day: what is asked in each scene, and how the provider takes it.

/// One part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    Morning,
    TooManyRequests,
    Burst,
    Storm,
    Hanging,
    RevokedKey,
    Recovery,
}

/// What the provider does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    Answer,
    RateLimited,
    ServerError,
    Overloaded,
    Hang,
    WrongKey,
    EmptyWallet,
}

impl Scene {
    /// What stands above the scene.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Morning => "A healthy morning",
            Self::TooManyRequests => "Too many requests",
            Self::Burst => "A burst of 500s",
            Self::Storm => "A storm of 503s",
            Self::Hanging => "A model that hangs",
            Self::RevokedKey => "A revoked key",
            Self::Recovery => "Recovery",
        }
    }

    /// What is asked meanwhile, as indices of [`QUESTIONS`].
    fn asked(self) -> &'static [usize] {
        match self {
            Self::Morning => &[0, 1],
            Self::TooManyRequests => &[2],
            Self::Burst => &[3],
            Self::Storm => &[4, 5, 6, 7],
            Self::Hanging => &[8],
            // The second one has been asked in the morning.
            Self::RevokedKey => &[9, 0],
            Self::Recovery => &[10, 11],
        }
    }

    pub(crate) fn questions(self) -> impl Iterator<Item = &'static str> {
        self.asked().iter().map(|index| QUESTIONS[*index].0)
    }

    /// What becomes of the `nth` request to `model` in this scene, counted from 1, with `key`.
    pub(crate) fn reply(self, key: &str, model: &str, nth: u32) -> Reply {
        match (self, model, nth) {
            (Self::TooManyRequests, FIRST, 1) => Reply::RateLimited,
            (Self::Burst, FIRST, 1..=2) => Reply::ServerError,
            (Self::Storm, FIRST, _) | (Self::Storm, SECOND, 1) => Reply::Overloaded,
            (Self::Hanging, SECOND, 1) => Reply::Hang,
            (Self::RevokedKey, _, _) if key != SPARE_KEY => Reply::WrongKey,
            (Self::RevokedKey, THIRD, 2) => Reply::EmptyWallet,
            _ => Reply::Answer,
        }
    }
}

/// The scripted provider's answer to a question.
pub(crate) fn answer(question: &str) -> &'static str {
    let known = QUESTIONS.iter().find(|(known, _)| *known == question);
    known.map_or("I had rather not say.", |(_, answer)| answer)
}

pub(crate) const DAY: [Scene; 7] = [
    Scene::Morning,
    Scene::TooManyRequests,
    Scene::Burst,
    Scene::Storm,
    Scene::Hanging,
    Scene::RevokedKey,
    Scene::Recovery,
];

/// The models of the chain, as the client names them.
pub(crate) const FIRST: &str = "gpt-5.4";
const SECOND: &str = "gpt-5.4-mini";
const THIRD: &str = "gpt-4.1-mini";

pub(crate) const KEY: &str = "sk-first";
pub(crate) const SPARE_KEY: &str = "sk-spare";

const QUESTIONS: [(&str, &str); 12] = [
    ("Who wrote the first program?", "Ada Lovelace, for a machine that was never built."),
    ("Why is the sky blue?", "Air scatters short waves most, and your eyes prefer blue to violet."),
    ("How far away is the moon?", "A little over a light-second, so it is always slightly late."),
    ("What does a lighthouse say?", "I am here, and you should not be."),
    ("Why do cats purr?", "To say that all is well, or to make it so."),
    ("What is a breaker for?", "To stop asking somebody who can't answer just now."),
    ("How do bees vote?", "They dance for a new home until enough of them dance for the same."),
    ("What came before zero?", "Nothing, but nobody had written it down."),
    ("How slow is a glacier?", "A metre on a good day, and it has right of way."),
    ("Who guards the keys?", "Whoever rotates them before somebody else does."),
    ("Do octopuses dream?", "They change colour in their sleep, so somebody is seeing something."),
    ("What is a good ending?", "One after which everything works again."),
];
