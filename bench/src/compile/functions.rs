//! 500 functions in a file, raw and behind each attribute.

use std::fmt::Write;
use std::io;

use super::{OURS, TOKIO, Workspace, at_most};
use crate::goals::Goal;
use crate::report::head;
use crate::statistics::Rounds;

/// One attribute on all functions.
pub struct Variant {
    name: &'static str,
    check: Rounds,
    build: Rounds,
    code: f64,
}

pub fn measure(rounds: usize) -> io::Result<Vec<Variant>> {
    eprintln!("500 functions, {rounds} rounds ..");
    let packages: Vec<_> =
        SOURCES.iter().map(|it| (it.package, it.dependencies, source(it))).collect();
    let workspace = Workspace::new("functions", &packages)?;
    // Each alone, as later: packages together would share the features of their dependencies.
    for it in SOURCES {
        workspace.cargo(&["check", "--package", it.package])?;
        workspace.cargo(&["build", "--package", it.package])?;
    }
    let mut variants = Vec::new();
    for it in SOURCES {
        let (check, build) = (Rounds::default(), Rounds::default());
        let code = workspace.code(it.package)?;
        variants.push(Variant { name: it.name, check, build, code });
    }
    for _ in 0..rounds {
        for (it, variant) in SOURCES.iter().zip(&mut variants) {
            workspace.touch(it.package)?;
            variant.check.0.push(workspace.cargo(&["check", "--package", it.package])?.cpu);
            workspace.touch(it.package)?;
            variant.build.0.push(workspace.cargo(&["build", "--package", it.package])?.cpu);
        }
    }
    Ok(variants)
}

pub fn goals(variants: &[Variant]) -> Vec<Goal> {
    let find = |name: &str| {
        let found = variants.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| unreachable!("{name} is a variant"))
    };
    let (raw, ours, instrument) = (find(RAW), find(ALL), find(INSTRUMENT));
    vec![
        at_most("G9", "check, CPU over `#[instrument]`'s", ours.check.over(&instrument.check), 0.9),
        at_most("G9", "check, CPU over raw's", ours.check.over(&raw.check), 2.5),
        at_most("G9", "build, CPU over `#[instrument]`'s", ours.build.over(&instrument.build), 0.9),
        at_most("G9", "build, CPU over raw's", ours.build.over(&raw.build), 2.6),
        at_most("G10", "debug code per function, kB", per_function(ours, raw) / 1e3, 4.2),
        at_most(
            "G10",
            "over `#[instrument]`'s",
            per_function(ours, raw) / per_function(instrument, raw),
            1.0,
        ),
    ]
}

pub fn write(text: &mut String, variants: &[Variant]) {
    let columns = [
        "500 functions",
        "check, CPU s",
        "x raw",
        "debug build, CPU s",
        "x raw",
        "code, MB",
        "code per function over raw, bytes",
    ];
    head(text, "Annotated functions, one job, not incremental", &columns);
    let Some(raw) = variants.first() else { return };
    for it in variants {
        writeln!(
            text,
            "| {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0} |",
            it.name,
            it.check.median(),
            it.check.over(&raw.check),
            it.build.median(),
            it.build.over(&raw.build),
            it.code / 1e6,
            per_function(it, raw),
        )
        .ok();
    }
}

fn per_function(variant: &Variant, raw: &Variant) -> f64 {
    (variant.code - raw.code) / COUNT as f64
}

struct Source {
    name: &'static str,
    package: &'static str,
    dependencies: &'static [&'static str],
    attribute: &'static str,
    /// What stands in the file before the functions.
    before: &'static str,
}

const SOURCES: &[Source] = &[
    Source { name: RAW, package: "raw", dependencies: &[TOKIO], attribute: "", before: "" },
    Source {
        name: "ours: retries + timeout",
        package: "ours-two",
        dependencies: &[TOKIO, OURS],
        attribute: "#[resilient::resilient(retries = 3, timeout = \"30s\")]",
        before: OURS_BEFORE,
    },
    Source {
        name: ALL,
        package: "ours-all",
        dependencies: &[TOKIO, OURS],
        attribute: "#[resilient::resilient(retries = 3, timeout = \"30s\", breaker = \"api\", fallback = [spare])]",
        before: OURS_BEFORE,
    },
    Source {
        name: INSTRUMENT,
        package: "instrument",
        dependencies: &[
            TOKIO,
            "tracing = { version = \"0.1\", default-features = false, features = [\"attributes\", \"std\"] }",
        ],
        attribute: "#[tracing::instrument]",
        before: "",
    },
    Source {
        name: "`#[backon]`",
        package: "backoff",
        dependencies: &[
            TOKIO,
            "backon = { version = \"1\", default-features = false, features = [\"std\", \"tokio-sleep\"] }",
            "backon-macros = \"1\"",
        ],
        attribute: "#[backon_macros::backon]",
        before: "",
    },
    Source {
        name: "`#[async_trait]`, 50 traits of 10",
        package: BOXED,
        dependencies: &[TOKIO, "async-trait = \"0.1\""],
        attribute: "",
        before: "struct It;\nstatic IT: It = It;\n",
    },
];

const OURS_BEFORE: &str = "
impl resilient::Classify for Fault {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}
impl From<resilient::Error> for Fault {
    fn from(_: resilient::Error) -> Self {
        Self
    }
}
async fn spare(x: u64) -> Result<u64, Fault> {
    Ok(x)
}
";

/// All functions, and a table that makes the compiler write each one's future.
fn source(it: &Source) -> String {
    let mut text = format!("{BEFORE}{}", it.before);
    for first in (0..COUNT).step_by(GROUP) {
        let group = first..first + GROUP;
        if it.package == BOXED {
            let methods: Vec<_> =
                group.clone().map(|number| format!("{};", head_of(number))).collect();
            let methods = methods.join("\n");
            write!(text, "{ASYNC_TRAIT}\ntrait T{first} {{\n{methods}\n}}\n").ok();
            write!(text, "{ASYNC_TRAIT}\nimpl T{first} for It {{\n").ok();
            group.for_each(|number| {
                text.push_str(&function(number, "").replace("(x: u64)", "(&self, x: u64)"));
            });
            text.push_str("}\n");
        } else {
            group.for_each(|number| text.push_str(&function(number, it.attribute)));
        }
    }
    let calls = (0..COUNT).map(|number| match it.package {
        BOXED => format!("    |x| IT.f{number}(x),"),
        _ => format!("    |x| Box::pin(f{number}(x)),"),
    });
    let calls: Vec<_> = calls.collect();
    format!("{text}\nstatic TABLE: &[fn(u64) -> Call] = &[\n{}\n];\n{MAIN}", calls.join("\n"))
}

fn function(number: usize, attribute: &str) -> String {
    let rest = number % 7;
    format!(
        "{attribute}
async fn f{number}(x: u64) -> Result<u64, Fault> {{
    let y = step(x ^ {number}).await?;
    if y % 7 == {rest} {{
        return Err(Fault);
    }}
    Ok(y + {number})
}}
"
    )
}

/// The same as a method without a body.
fn head_of(number: usize) -> String {
    format!("async fn f{number}(&self, x: u64) -> Result<u64, Fault>")
}

const BEFORE: &str = "use std::future::Future;
use std::pin::Pin;

type Call = Pin<Box<dyn Future<Output = Result<u64, Fault>> + Send>>;

#[derive(Debug, Clone, Copy)]
pub struct Fault;

async fn step(x: u64) -> Result<u64, Fault> {
    tokio::task::yield_now().await;
    if x == 0 { Err(Fault) } else { Ok(x) }
}
";
const MAIN: &str = "
fn main() {
    println!(\"{}\", TABLE.len());
}
";
const COUNT: usize = 500;
/// Methods of one trait.
const GROUP: usize = 10;
const ASYNC_TRAIT: &str = "#[async_trait::async_trait]";
const BOXED: &str = "boxed";
const RAW: &str = "raw async fn";
const ALL: &str = "ours: retries + timeout + breaker + fallback";
const INSTRUMENT: &str = "`#[tracing::instrument]`";
