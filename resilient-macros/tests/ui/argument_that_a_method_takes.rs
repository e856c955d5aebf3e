#[resilient::resilient]
async fn answer(sender: tokio::sync::oneshot::Sender<u32>) -> std::io::Result<()> {
    sender.send(1).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
}

#[resilient::resilient]
async fn sum(items: Box<dyn Iterator<Item = u32> + Send>) -> std::io::Result<u32> {
    Ok(items.sum())
}

fn main() {}
