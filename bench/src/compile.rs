//! What it takes to compile: 500 functions behind each attribute, and clean builds of what each crate brings along.

mod functions;
mod trees;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{fs, io};

use crate::goals::{self, Goal};

/// Everything as Markdown, `rounds` times interleaved.
pub fn run(rounds: usize) -> io::Result<String> {
    let functions = functions::measure(rounds)?;
    let trees = trees::measure(rounds.div_ceil(3))?;
    let mut goals = functions::goals(&functions);
    goals.extend(trees::goals(&trees));
    let mut text = String::new();
    goals::write(&mut text, "Goals", &goals);
    functions::write(&mut text, &functions);
    trees::write(&mut text, &trees);
    Ok(text)
}

fn at_most(id: &'static str, what: &str, value: f64, limit: f64) -> Goal {
    Goal::at_most(id, what, value, limit)
}

/// A workspace of generated packages, with the versions of the bench's own lock file.
struct Workspace {
    folder: PathBuf,
    /// Flags of rustc.
    flags: &'static str,
}

/// Seconds.
struct Took {
    wall: f64,
    cpu: f64,
}

impl Workspace {
    fn new(name: &str, packages: &[(&str, &[&str], String)]) -> io::Result<Self> {
        let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = bench.join("target").join(name);
        let members: Vec<_> = packages.iter().map(|(name, ..)| format!("{name:?}")).collect();
        let manifest = format!(
            "[workspace]\nmembers = [{}]\nresolver = \"3\"\n\n[profile.dev]\nincremental = false\n",
            members.join(", ")
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        fs::copy(bench.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        for (name, dependencies, source) in packages {
            let manifest = format!(
                "[package]\nname = {name:?}\nedition = \"2024\"\n\n[dependencies]\n{}\n",
                dependencies.join("\n")
            );
            write(&folder.join(name).join("Cargo.toml"), &manifest)?;
            write(&folder.join(name).join("src/main.rs"), source)?;
        }
        Ok(Self { folder, flags: "" })
    }

    /// The next build of this package starts with its source.
    fn touch(&self, package: &str) -> io::Result<()> {
        let path = self.folder.join(package).join("src/main.rs");
        fs::write(&path, fs::read_to_string(&path)?)
    }

    /// Runs cargo on one job.
    fn cargo(&self, arguments: &[&str]) -> io::Result<Took> {
        let (start, before) = (Instant::now(), children_cpu()?);
        let output = Command::new("cargo")
            .args(arguments)
            .args(["--quiet", "--jobs", "1"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTFLAGS", self.flags)
            .stdin(Stdio::null())
            .output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        Ok(Took { wall: start.elapsed().as_secs_f64(), cpu: children_cpu()? - before })
    }

    /// Bytes of code, constants and unwind tables of a debug build: the column `text` of `size`.
    fn code(&self, package: &str) -> io::Result<f64> {
        let program = self.folder.join("target/debug").join(package);
        let output = Command::new("size").arg(program).output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let bytes =
            said.lines().nth(1).and_then(|line| line.split_whitespace().next()?.parse().ok());
        bytes.ok_or_else(|| io::Error::other(format!("no text of {package}: {said}")))
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}

/// CPU time of all children that have ended, in seconds; the system counts in hundredths.
fn children_cpu() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').skip(13).take(2).filter_map(|it| it.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / 100.0)
}

const OURS: &str = "resilient-fn = { path = \"../../../..\" }";
const TOKIO: &str = "tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\", \"time\"] }";
