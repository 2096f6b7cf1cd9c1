# Makes scores.csv: 200 invented candidates, 12 items, some with partial credit. Base R only.
# Run in this folder: Rscript data.R
set.seed(20260214)
candidates <- 200
ability <- rnorm(candidates)
items <- 12
hardness <- seq(-1.6, 1.4, length.out = items)
slope <- c(1.2, 0.9, 1.5, 0.3, 1.1, 0.8, -0.2, 1.4, 1.0, 0.7, 1.3, 0.9)
scores <- sapply(seq_len(items), function(i) {
  latent <- plogis(slope[i] * (ability - hardness[i])) + rnorm(candidates, 0, 0.18)
  if (i %% 4 == 0) {        # credit in quarters, of 2 points
    2 * pmin(1, pmax(0, round(latent * 4) / 4))
  } else if (i %% 4 == 2) { # none, half or full credit, of 1 point
    pmin(1, pmax(0, round(latent * 2) / 2))
  } else {                  # right or wrong
    as.numeric(runif(candidates) < plogis(slope[i] * (ability - hardness[i])))
  }
})
colnames(scores) <- sprintf("i%02d", seq_len(items))
write.csv(scores, "scores.csv", row.names = FALSE, quote = FALSE)
