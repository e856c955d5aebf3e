//! What an error's message shows is only borrowed.

use super::support::*;

#[resilient(classify = |_| Class::Server)]
async fn shape(api: &Api, name: Counted, unique: Unique) -> anyhow::Result<u32> {
    anyhow::ensure!(unique.0 < 9, "{:?} in {name:?}", unique);
    match api.ask().await {
        Ok(call) => Ok(call),
        Err(error) if api.calls() == 1 => Err(anyhow::anyhow!("{:?} of {a:?}", name, a = unique)),
        Err(error) => anyhow::bail!("{error:?}: {:?} {:?}", name, unique),
    }
}

#[test]
fn works() {
    let (name, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), name, Unique(1))).unwrap(), 3);
    assert_eq!(count(&clones), 0);
}
