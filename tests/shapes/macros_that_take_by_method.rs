//! In a macro's own syntax, a method that takes its receiver takes it there, too.

use std::collections::HashMap;

use super::support::*;

macro_rules! hash {
    ($($key:expr => $value:expr),*) => {{
        let mut map = HashMap::new();
        $(map.insert($key, $value);)*
        map
    }};
}

struct Holder {
    text: String,
}

#[resilient]
async fn shape(text: String, other: Option<u8>, holder: Holder, api: &Api) -> Result<usize, E> {
    let map = hash! {
        "text" => text.into_bytes(),
        "other" => other.map(|it| vec![it]).unwrap_or_default(),
        "length" => vec![0; holder.text.len()]
    };
    api.ask().await?;
    Ok(map["text"].len() + map["other"].len() + map["length"].len())
}

#[resilient]
async fn array(numbers: [String; 2], api: &Api) -> Result<usize, E> {
    let [one, other] = numbers.map(|it| it.len());
    api.ask().await?;
    Ok(one + other)
}

#[test]
fn works() {
    let holder = Holder { text: "xyz".into() };
    assert_eq!(run(shape("ab".into(), Some(1), holder, &Api::new())), Ok(6));
    assert_eq!(run(array(["a".into(), "bc".into()], &Api::new())), Ok(3));
}
