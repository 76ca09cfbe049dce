//! `casa` turns a repository of Markdown and YAML into a static, accessible, searchable portal.
//!
//! Start at [`pipeline`]: it reads like a table of contents.

pub mod attachments;
pub mod changes;
pub mod cli;
pub mod config;
pub mod content;
pub mod csv;
pub mod diagnostic;
pub mod emit;
pub mod export;
pub mod fingerprint;
pub mod folder;
pub mod history;
pub mod html;
pub mod inflate;
pub mod load;
pub mod memo;
pub mod outputs;
pub mod pipeline;
pub mod report;
pub mod schema;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod stats;
pub mod theme;
pub mod watch;
pub mod yaml;
