//! A receiver that is used up, in macros, in formats, beside items with a `self` of their own.

use super::support::*;

#[derive(Clone, Debug, Default)]
struct Request(String);

fn bare(n: usize) -> usize {
    n
}

trait Grown {
    fn grown(self) -> String;
}

macro_rules! len {
    ($it:expr) => {
        $it.0.len()
    };
}

impl Request {
    #[resilient]
    async fn shape(self, api: &Api) -> Result<String, E> {
        #[allow(non_local_definitions)]
        impl Grown for Request {
            fn grown(self) -> String {
                self.0 + "!"
            }
        }
        macro_rules! twice {
            () => {
                len!(self) * 2
            };
        }
        fn plain(it: &Request) -> usize {
            self::bare(it.0.len())
        }
        let text = format!("{self:?} {{self}} {:?} {} {}", self, len!(self), twice!());
        let twice = 2 * (self.0.len() + plain(&self));
        api.ask().await?;
        Ok(format!("{text} {twice} {}", self.grown()))
    }
}

#[test]
fn works() {
    let answer = run(Request("a".into()).shape(&Api::new()));
    assert_eq!(answer, Ok(r#"Request("a") {self} Request("a") 1 2 4 a!"#.into()));
}
