//! A cloud that fails: the findings of this machine come out all the same, the time is bounded, and what failed is named.
