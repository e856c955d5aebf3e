//! Clean debug builds of what each crate brings along, with tokio.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::Command;
use std::{fs, io};

use super::{OURS, TOKIO, Workspace, at_most};
use crate::goals::Goal;
use crate::report::head;
use crate::statistics::Rounds;

/// A program that does nothing but depend.
pub struct Tree {
    name: &'static str,
    crates: usize,
    wall: Rounds,
    cpu: Rounds,
}

pub fn measure(rounds: usize) -> io::Result<Vec<Tree>> {
    eprintln!("clean builds of {} trees, {rounds} rounds ..", TREES.len());
    let packages: Vec<_> = TREES
        .iter()
        .map(|(_, package, all)| (*package, *all, "fn main() {}\n".to_owned()))
        .collect();
    // Cargo asks no lints of what comes from a registry; ours comes from a folder here.
    let flags = "--cap-lints=allow";
    let workspace = Workspace { flags, ..Workspace::new("trees", &packages)? };
    let mut trees = Vec::new();
    for (name, package, _) in TREES {
        let crates = crates(&workspace, package)?;
        trees.push(Tree { name, crates, wall: Rounds::default(), cpu: Rounds::default() });
    }
    for _ in 0..rounds {
        for ((_, package, _), tree) in TREES.iter().zip(&mut trees) {
            let target = workspace.folder.join("target");
            if target.exists() {
                fs::remove_dir_all(target)?;
            }
            let took = workspace.cargo(&["build", "--package", package])?;
            tree.wall.0.push(took.wall);
            tree.cpu.0.push(took.cpu);
        }
    }
    Ok(trees)
}

pub fn goals(trees: &[Tree]) -> Vec<Goal> {
    let find = |name: &str| {
        let found = trees.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| unreachable!("{name} is a tree"))
    };
    let (ours, backon) = (find("ours"), find(BACKON));
    let ratio = ours.cpu.over(&backon.cpu);
    vec![
        at_most("G11", "crates, tokio's included", ours.crates as f64, 13.0),
        at_most("G11", "clean build, CPU over backon + backon-macros", ratio, 1.1),
    ]
}

pub fn write(text: &mut String, trees: &[Tree]) {
    let columns = ["with tokio (rt, time, macros)", "crates", "clean debug build, wall s", "CPU s"];
    head(text, "Clean build, one job", &columns);
    for it in trees {
        let (wall, cpu) = (it.wall.median(), it.cpu.median());
        writeln!(text, "| {} | {} | {wall:.1} | {cpu:.1} |", it.name, it.crates).ok();
    }
}

/// Crates beside the program itself, build dependencies and macros included.
fn crates(workspace: &Workspace, package: &str) -> io::Result<usize> {
    let output = Command::new("cargo")
        .args(["tree", "--package", package, "--edges", "normal,build", "--prefix", "none"])
        .args(["--format", "{p}"])
        .current_dir(&workspace.folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let names: BTreeSet<_> = said.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    Ok(names.len().saturating_sub(1))
}

const BACKON: &str = "backon + backon-macros";
const BACKON_ONLY: &str =
    "backon = { version = \"1\", default-features = false, features = [\"std\", \"tokio-sleep\"] }";

/// Name, package, dependencies.
const TREES: &[(&str, &str, &[&str])] = &[
    ("tokio alone", "tokio-alone", &[TOKIO]),
    ("ours", "ours", &[TOKIO, OURS]),
    ("backon", "backon-alone", &[TOKIO, BACKON_ONLY]),
    (BACKON, "backon-both", &[TOKIO, BACKON_ONLY, "backon-macros = \"1\""]),
    ("backon + failsafe", "backon-failsafe", &[TOKIO, BACKON_ONLY, "failsafe = \"1\""]),
    ("tokio-retry2", "tokio-retry2-alone", &[TOKIO, "tokio-retry2 = \"0.9\""]),
    (
        "tower: retry, timeout",
        "tower-alone",
        &[
            TOKIO,
            "tower = { version = \"0.5\", default-features = false, features = [\"retry\", \"timeout\", \"util\"] }",
        ],
    ),
    (
        "tower-resilience: four layers",
        "tower-resilience-alone",
        &[
            TOKIO,
            "tower-resilience = { version = \"0.13\", features = [\"circuitbreaker\", \"fallback\", \"retry\", \"timelimiter\"] }",
        ],
    ),
    ("failsafe", "failsafe-alone", &[TOKIO, "failsafe = \"1\""]),
    ("recloser", "recloser-alone", &[TOKIO, "recloser = \"1\""]),
    (
        "circuitbreaker-rs",
        "circuitbreaker-rs-alone",
        &[TOKIO, "circuitbreaker-rs = { version = \"0.1\", features = [\"async\"] }"],
    ),
];
