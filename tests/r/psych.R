# Makes expected.csv from scores.csv, with psych::alpha (Debian: r-cran-psych).
# Run in this folder: Rscript psych.R
#
# raw_alpha, r.drop (corrected item-total correlation), alpha.drop$raw_alpha (alpha if the item is deleted),
# mean and sd are psych's. psych's own skew and kurtosis are of another type (its default is 3: moments over
# the n - 1 standard deviation), so the k-statistics (type 2 of e1071, also SAS, SPSS and Moodle) are worked
# out here from their formula.
suppressPackageStartupMessages(library(psych))
scores <- as.matrix(read.csv("scores.csv"))
total <- rowSums(scores)
n <- length(total)
result <- suppressWarnings(alpha(scores, check.keys = FALSE))
m <- function(power) mean((total - mean(total))^power)
g1 <- m(3) / m(2)^1.5
g2 <- m(4) / m(2)^2 - 3
skewness <- g1 * sqrt(n * (n - 1)) / (n - 2)
kurtosis <- ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))

lines <- "figure,item,value"
add <- function(figure, item, value) {
  lines <<- c(lines, sprintf("%s,%s,%.17g", figure, item, value))
}
add("alpha", "", result$total$raw_alpha)
add("mean", "", mean(total))
add("sd", "", sd(total))
add("median", "", median(total))
add("skewness", "", skewness)
add("kurtosis", "", kurtosis)
add("sem", "", sd(total) * sqrt(1 - result$total$raw_alpha))
for (item in colnames(scores)) {
  add("discrimination", item, result$item.stats[item, "r.drop"])
  add("alpha_if_deleted", item, result$alpha.drop[item, "raw_alpha"])
  add("mean", item, result$item.stats[item, "mean"])
  add("sd", item, result$item.stats[item, "sd"])
}
writeLines(lines, "expected.csv")
cat("R", as.character(getRversion()), "psych", as.character(packageVersion("psych")), "\n")
