"""Who is to answer for an account and who did: nominations, briefs, reviews, and the rules of ownership."""
