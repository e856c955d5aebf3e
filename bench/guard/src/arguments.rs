//! What a call adds to its future where the function has arguments, which rustc keeps twice once another attempt needs them.

use std::fmt::Write;

use resilient::resilient;

use crate::body::{Body, Fault, Pending};

/// A list of arguments, and the bytes over the plain function's future with each attribute.
#[derive(Debug)]
pub struct Added {
    pub arguments: &'static str,
    pub over: [usize; 4],
}

/// What stands in the attribute.
const OPTIONS: [&str; 4] =
    ["`retries = 0`", "retries", "retries, timeout, breaker", "the same and a called link"];

/// The functions with one attribute.
macro_rules! functions {
    ($module:ident $(, #[$attribute:meta])?) => {
        mod $module {
            use super::*;

            $(#[$attribute])?
            pub(super) async fn one(a: &Client) -> Result<u64, Fault> {
                a.ask(&[]).await
            }

            $(#[$attribute])?
            pub(super) async fn two(a: &Client, b: &str) -> Result<u64, Fault> {
                a.ask(&[b.len()]).await
            }

            $(#[$attribute])?
            pub(super) async fn three(a: &Client, b: &str, c: &[u64]) -> Result<u64, Fault> {
                a.ask(&[b.len(), c.len()]).await
            }

            $(#[$attribute])?
            pub(super) async fn four(
                a: &Client,
                b: &str,
                c: &[u64],
                d: &str,
            ) -> Result<u64, Fault> {
                a.ask(&[b.len(), c.len(), d.len()]).await
            }

            $(#[$attribute])?
            pub(super) async fn owned(a: &Client, b: String) -> Result<u64, Fault> {
                a.ask(&[b.len()]).await
            }
        }
    };
}

functions!(plain);
functions!(single, #[resilient(retries = 0)]);
functions!(retries, #[resilient(retries = 3)]);
functions!(guarded, #[resilient(retries = 3, timeout = "30s", breaker = "bench-arguments")]);
functions!(
    linked,
    #[resilient(
        retries = 3,
        timeout = "30s",
        breaker = "bench-arguments",
        fallback = [spare()],
    )]
);

struct Client;

impl Client {
    async fn ask(&self, lengths: &[usize]) -> Result<u64, Fault> {
        Pending::call(lengths.iter().sum::<usize>() as u64).await
    }
}

async fn spare() -> Result<u64, Fault> {
    Ok(0)
}

/// The bytes that each list of arguments and each attribute makes.
#[must_use]
pub fn added() -> [Added; 5] {
    macro_rules! added {
        ($function:ident($($argument:expr),*), $arguments:literal) => {{
            let plain = size_of_val(&plain::$function($($argument),*));
            let over = [
                size_of_val(&single::$function($($argument),*)),
                size_of_val(&retries::$function($($argument),*)),
                size_of_val(&guarded::$function($($argument),*)),
                size_of_val(&linked::$function($($argument),*)),
            ];
            Added { arguments: $arguments, over: over.map(|it| it.saturating_sub(plain)) }
        }};
    }
    [
        added!(one(&Client), "`&Client`"),
        added!(two(&Client, ""), "`&Client, &str`"),
        added!(three(&Client, "", &[]), "`&Client, &str, &[u64]`"),
        added!(four(&Client, "", &[], ""), "`&Client, &str, &[u64], &str`"),
        added!(owned(&Client, String::new()), "`&Client, String`, of which nothing is used up"),
    ]
}

/// The table of them, for people.
#[must_use]
pub fn table(added: &[Added]) -> String {
    let mut text =
        format!("| bytes over the body's | {} |\n|---|---|---|---|---|\n", OPTIONS.join(" | "));
    for Added { arguments, over } in added {
        let over = over.map(|it| format!("+{it}")).join(" | ");
        writeln!(text, "| {arguments} | {over} |").ok();
    }
    text
}
