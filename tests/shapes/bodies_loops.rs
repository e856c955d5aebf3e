//! Loops, labels, `break` with values and `continue`.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    let mut sum = 0;
    'attempt: for n in 0..10 {
        'run: loop {
            if n == 3 {
                break 'attempt;
            }
            if n == 1 {
                continue 'attempt;
            }
            break 'run;
        }
        sum += n;
    }
    let found = loop {
        break sum;
    };
    let named = 'label: {
        if found > 100 {
            break 'label 1;
        }
        2
    };
    api.ask().await?;
    Ok(found + named)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(4));
}
