//! What the command line and the environment ask for.

use std::env;

use crate::script::FIRST;

/// What to do.
#[derive(Debug)]
pub(crate) enum Task {
    Help,
    Play { seed: u64, provider: Choice },
}

/// Who is asked.
#[derive(Debug)]
pub(crate) enum Choice {
    Scripted,
    Real { base_url: String, key: String, model: String },
}

/// Reads the flags and the environment, or says in one line what is wrong with them.
pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut seed = DEFAULT_SEED;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let (flag, value) = match argument.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        match flag {
            "--help" | "-h" => return Ok(Task::Help),
            "--seed" => {
                let value = value.or_else(|| arguments.next());
                let value = value.ok_or("`--seed` needs a number, as in `--seed 7`")?;
                let number = value.parse();
                seed = number.map_err(|_| {
                    format!("`{value}` is not a seed; write a whole number, as in `--seed 7`")
                })?;
            }
            _ => {
                return Err(format!("unknown argument `{argument}`; `--help` lists what there is"));
            }
        }
    }
    Ok(Task::Play { seed, provider: choice()? })
}

/// A key alone is on many machines; only with an address is it meant for us.
fn choice() -> Result<Choice, String> {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(base_url) = set("OPENAI_BASE_URL") else {
        return Ok(Choice::Scripted);
    };
    let key = set("OPENAI_API_KEY").ok_or(
        "OPENAI_BASE_URL is set but OPENAI_API_KEY is not; set it too, or neither for the scripted provider",
    )?;
    let base_url = base_url.trim().trim_end_matches('/').to_owned();
    let model = set("OPENAI_MODEL").unwrap_or_else(|| FIRST.to_owned());
    Ok(Choice::Real { base_url, key: key.trim().to_owned(), model })
}

pub(crate) const USAGE: &str = "\
A chat client with `#[resilient]` asks its questions while the provider has a bad day.

usage: cargo run --example chat -- [--seed N]

  --seed N   the chance in the waits; the same number tells the same story (default 7)
  --help     this text

With OPENAI_BASE_URL (as `https://api.openai.com/v1`) and OPENAI_API_KEY set, the questions go
to that provider, and first to OPENAI_MODEL if that is set. NO_COLOR turns the colours off.";

const DEFAULT_SEED: u64 = 7;
