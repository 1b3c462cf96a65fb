#pragma once

/// Statistics of sound textures, as bench/sound measures them of recordings (after McDermott and Simoncelli 2011).

#include <span>
#include <vector>

#include "shared/units.h"

namespace sotto::testing {

/// Peaks above 3 kHz that stand at least so far over the median level there, a second. At kMasterRate, as all of these.
double peaks_a_second(std::span<const float> samples, Decibels over);

/// The fourth moment over the square of the second: 3 for noise, more where single events stand out.
double kurtosis(std::span<const float> samples);

/// By how much the envelopes of adjacent bands of a third of an octave, 200 Hz to 12 kHz, correlate on average.
double adjacent_correlation(std::span<const float> samples);

/// Levels of the third octaves from 125 Hz to 12.7 kHz, in dB per hertz.
std::vector<double> third_octaves(std::span<const float> samples);

/// How far two spectra of third octaves are apart, whatever their loudness: the standard deviation of their difference.
Decibels apart(const std::vector<double>& a, const std::vector<double>& b);

/// The slope of the third octaves between two frequencies, in dB an octave.
double slope(const std::vector<double>& thirds, Hertz from, Hertz to);

/// The share of a sound's power that lies above a frequency. Its length is even.
double share_above(std::span<const float> samples, Hertz frequency);

/// By how much a sound is softer than its two channels when they are added.
Decibels mono_loss(std::span<const float> left, std::span<const float> right);

}  // namespace sotto::testing
