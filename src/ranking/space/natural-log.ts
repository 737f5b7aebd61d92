/**
 * Terms of the series: enough for all 53 bits where the argument lies between the square roots of 1/2 and 2.
 */
const TERMS = 20;

/**
 * The natural logarithm of a finite number above 0, from sums and products alone. Unlike `Math.log`, whose
 * last bit ECMAScript leaves to the engine, it gives the same bits everywhere. Throws for what has no
 * logarithm.
 */
export const naturalLog = (value: number): number => {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new Error(`${value} has no logarithm`);
  let mantissa = value;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent += 1;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent -= 1;
  // ln m = 2 artanh((m - 1) / (m + 1))
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let series = 0;
  for (let term = TERMS; term >= 0; term--) series = series * square + 1 / (2 * term + 1);
  return 2 * ratio * series + exponent * Math.LN2;
};
