package dev.edenscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumbersTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Numbers(3, 1, 2).median()).isEqualTo(2);
        assertThat(new Numbers(4, 1, 3, 2).median()).isEqualTo(2.5);
    }

    @Test
    void whatWasNotMeasuredIsNotZero() {
        Numbers none = new Numbers();
        assertThat(none.median()).isNaN();
        assertThat(none.mean()).isNaN();
        assertThat(none.most()).isNaN();
        assertThat(none.quantile(0.99)).isNaN();
        assertThat(Numbers.threeSigma(0)).isNaN();
    }

    @Test
    void quantileIsAValueThatWasMeasured() {
        Numbers numbers = new Numbers(10, 20, 30, 40);
        assertThat(numbers.quantile(0.5)).isEqualTo(20);
        assertThat(numbers.quantile(0.99)).isEqualTo(40);
        assertThat(numbers.quantile(0)).isEqualTo(10);
    }
}
