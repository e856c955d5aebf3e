//! A `mut` argument is the caller's own for a link or a last resort, and a fresh one for each attempt.

use super::support::*;

async fn lent(list: &mut Vec<u32>) -> Result<u32, E> {
    list.push(7);
    Err(E::Parse)
}

#[resilient(retries = 0, fallback = [lent(&mut list)], otherwise = Ok(list[0]))]
async fn in_a_link(api: &Api, mut list: Vec<u32>) -> Result<u32, E> {
    list.push(1);
    api.ask().await
}

#[resilient(retries = 0, otherwise = last(&mut list))]
async fn at_last(api: &Api, mut list: Vec<u32>) -> Result<u32, E> {
    list.push(1);
    api.ask().await
}

fn last(list: &mut Vec<u32>) -> Result<u32, E> {
    list.push(9);
    Ok(list[0])
}

#[resilient(retries = 0, otherwise = Ok(list.len() as u32))]
async fn only_read(api: &Api, mut list: Vec<u32>) -> Result<u32, E> {
    list.push(1);
    api.ask().await
}

#[derive(Clone)]
struct Count(u32);

impl Count {
    #[resilient(retries = 0, fallback = [self.add(n)])]
    async fn receiver(mut self, api: &Api, n: u32) -> Result<u32, E> {
        self.0 += 1;
        api.ask().await
    }

    async fn add(&mut self, n: u32) -> Result<u32, E> {
        self.0 += n;
        Ok(self.0)
    }
}

#[test]
fn works() {
    assert_eq!(run(in_a_link(&Api::new(), vec![])), Ok(7));
    assert_eq!(run(at_last(&Api::new(), vec![])), Ok(9));
    assert_eq!(run(only_read(&Api::new(), vec![])), Ok(0));
    assert_eq!(run(Count(3).receiver(&Api::new(), 2)), Ok(5));
}
