//! Macros defined in the body that use arguments and locals.

use super::support::*;

#[resilient]
async fn shape(api: &Api, base: u32, item: Counted, name: String) -> Result<u32, E> {
    macro_rules! add { ($n:expr) => { base + $n }; ($($n:expr),+) => { 0 $(+ add!($n))+ }; }
    macro_rules! consume {
        () => {
            take(item)
        };
    }
    let n = add!(1, 2) + consume!().look();
    let text = format!("{name}{base:>0$}", 2usize);
    Ok(api.ask().await? + n + text.len() as u32)
}
#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), 1, item, "n".into())), Ok(3 + 5 + 2 + 3));
    assert_eq!(count(&clones), 2);
}
