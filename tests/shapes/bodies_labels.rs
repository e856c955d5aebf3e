//! Labelled blocks and loops that break out of each other with values.

use super::support::*;

#[resilient]
async fn shape(api: &Api, list: &[u32]) -> Result<u32, E> {
    let found = 'search: {
        for n in list {
            if *n == 2 {
                break 'search Some(*n);
            }
        }
        None
    };
    let mut sum = 0;
    'outer: loop {
        for n in 0.. {
            if n > 3 {
                break 'outer;
            }
            if n == 1 {
                continue;
            }
            sum += n;
        }
    }
    let last = loop {
        match api.ask().await {
            Err(E::Parse) => continue,
            other => break other,
        }
    };
    let Some(found) = found else { return Err(E::Parse) };
    Ok(last? + found + sum)
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), &[1, 2])), Ok(3 + 2 + 5));
}
