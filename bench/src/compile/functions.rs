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
    for command in ["check", "build"] {
        workspace.cargo(&[command, "--workspace"])?;
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
        package: "boxed",
        dependencies: &[TOKIO, "async-trait = \"0.1\""],
        attribute: "",
        before: "struct It;\n",
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
    let mut text = String::from(BEFORE);
    text.push_str(it.before);
    let mut table = String::new();
    let is_trait = it.package == "boxed";
    for number in 0..COUNT {
        let body = format!(
            "{{\n    let y = step(x ^ {number}).await?;\n    if y % 7 == {} {{\n        return Err(Fault);\n    }}\n    Ok(y + {number})\n}}\n",
            number % 7
        );
        if is_trait {
            let (first, last) = (number % 10 == 0, number % 10 == 9);
            let group = number / 10;
            if first {
                let methods: String = (number..number + 10)
                    .map(|number| {
                        format!("    async fn f{number}(&self, x: u64) -> Result<u64, Fault>;\n")
                    })
                    .collect();
                write!(text, "#[async_trait::async_trait]\ntrait T{group} {{\n{methods}}}\n#[async_trait::async_trait]\nimpl T{group} for It {{\n").ok();
            }
            write!(text, "async fn f{number}(&self, x: u64) -> Result<u64, Fault> {body}").ok();
            text.push_str(if last { "}\n" } else { "" });
            writeln!(table, "    |x| It.f{number}(x),").ok();
        } else {
            write!(
                text,
                "{}\nasync fn f{number}(x: u64) -> Result<u64, Fault> {body}",
                it.attribute
            )
            .ok();
            writeln!(table, "    |x| Box::pin(f{number}(x)),").ok();
        }
    }
    if is_trait {
        table = table.replace("It.f", "IT.f");
        text.push_str("static IT: It = It;\n");
    }
    format!(
        "{text}\nstatic TABLE: &[fn(u64) -> Call] = &[\n{table}];\n\nfn main() {{\n    println!(\"{{}}\", TABLE.len());\n}}\n"
    )
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
const COUNT: usize = 500;
const RAW: &str = "raw async fn";
const ALL: &str = "ours: retries + timeout + breaker + fallback";
const INSTRUMENT: &str = "`#[tracing::instrument]`";
