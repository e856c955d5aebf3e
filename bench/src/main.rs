//! Measures what a call costs: ours, by hand and behind each peer, in one run.

mod compile;
mod goals;
mod in_flight;
mod peers;
mod report;
mod results;
mod retries;
mod run;
mod statistics;
mod threads;
mod times;

use std::process::ExitCode;
use std::{env, io};

use guard::instructions;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match work(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn work(words: &[&str]) -> io::Result<()> {
    let number = |word: &str| word.parse::<usize>().map_err(io::Error::other);
    match *words {
        [instructions::ARGUMENT, row] => {
            let rows = run::counted();
            let row = rows.get(number(row)?).ok_or_else(|| io::Error::other("no such row"))?;
            instructions::run(row);
            Ok(())
        }
        [in_flight::ARGUMENT, row, workers] => {
            in_flight::run(number(row)?, number(workers)?);
            Ok(())
        }
        [] => say(&run::run(&run::FULL)?),
        ["--quick"] => say(&run::run(&run::QUICK)?),
        ["--write"] => results::write("run", FULL, &run::run(&run::FULL)?),
        ["--quick", "--write"] => results::write("run", QUICK, &run::run(&run::QUICK)?),
        ["compile"] => say(&compile::run(5)?),
        ["compile", "--quick"] => say(&compile::run(1)?),
        ["compile", "--write"] => results::write("compile", FULL, &compile::run(5)?),
        ["compile", "--quick", "--write"] => results::write("compile", QUICK, &compile::run(1)?),
        _ => Err(io::Error::other("usage: bench [compile] [--quick] [--write]")),
    }
}

#[allow(clippy::unnecessary_wraps)] // as its neighbours
fn say(tables: &str) -> io::Result<()> {
    println!("{tables}");
    Ok(())
}

const FULL: &str = "a full run";
const QUICK: &str = "a quick run, with too few rounds for a claim";
