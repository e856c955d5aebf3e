//! `self` by value in closures, blocks, macros and nested calls.

use super::support::*;

#[derive(Clone)]
struct Client(std::sync::Arc<Api>, u32);
impl Client {
    #[resilient]
    async fn shape(mut self, list: Vec<u32>) -> Result<u32, E> {
        self.1 += list.iter().map(|n| n + self.1).sum::<u32>();
        let add = |n: u32| n + self.1;
        let text = format!("{}-{self_one}-{}", self.1, add(1), self_one = self.1);
        let n = async { self.0.ask().await }.await?;
        struct Own {
            selfish: u32,
        }
        impl Own {
            fn get(&self) -> u32 {
                self.selfish
            }
        }
        let own = Own { selfish: self.1 };
        let all = vec![self.1, own.get()];
        assert!(self.1 > 0, "{}", self.1);
        Ok(n + all.iter().sum::<u32>() + text.len() as u32)
    }
}
#[test]
fn works() {
    assert_eq!(run(Client(Api::new().into(), 1).shape(vec![1])), Ok(3 + 6 + 5));
}
