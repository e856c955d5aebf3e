//! What an editor shows for the options of the attribute: one empty module each, seen by rust-analyzer alone.
#![allow(missing_docs, reason = "each has docs, through the macro")]

macro_rules! options {
    ($($name:ident: $text:literal)*) => {
        $(#[doc = $text] pub mod $name {})*
    };
}

options! {
    retries: "`retries = 5`: how often the call may be repeated in all, 0 to 100. Default 2."
    timeout: "`timeout = \"30s\"`, a list, or an expression over the arguments: how long one attempt may take."
    deadline: "`deadline = \"2m\"`: how long the whole call may take, waits included."
    breaker: "`breaker = \"chat:{model}\"` or the path of a static: guards every attempt."
    fallback: "`fallback = [model = \"gpt-5.4\", other(&prompt)]`: the targets that follow."
    otherwise: "`otherwise = cached(error).await`: the last resort, when the whole chain has failed."
    backoff: "`backoff = \"500ms\"`, `exponential(..)`, `linear(..)`, `constant(..)`, `none`: the wait before a retry."
    policy: "`policy = LLM` or `&self.policy`: a shared base; options beside it win."
    jitter: "`jitter = equal`, `full` or `none`: chance in the waits."
    on: "`on(server = retry(2), auth = fail)`: what follows from each class of error."
    classify: "`classify = my_classes`: what an error means, a path or a closure."
    stop: "`stop = MyError::Stopped`: how a stop of ours becomes the function's error."
    switch_after: "`switch_after = \"5s\"`: a longer hint goes to the next target instead of waiting."
    patience: "`patience = \"60s\"`: a longer hint is never waited for."
    borrow: "`borrow(client)`: these arguments are lent to every attempt."
    clone: "`clone(prompt)`: these arguments are cloned for every attempt."
    id: "`id = \"chat\"`: the name in events and reports."
    docs: "`docs = false`: no section about resilience in the function's documentation."
    allow: "`allow(dead_option)`: switches a check off."
}
