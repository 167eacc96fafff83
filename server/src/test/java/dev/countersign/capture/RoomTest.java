package dev.countersign.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.picture.PictureReader;
import org.junit.jupiter.api.Test;

class RoomTest {
  @Test
  void allThatMayBeHeldAtOnceFitsIntoTheHeap() {
    // The first is what the virtual machine gives with -Xmx384m.
    for (int megabytes : new int[] {371, 512, 1024, 4096, 65_536}) {
      long heap = (long) megabytes << 20;
      Room room = Room.in(heap);
      long held = 1000L * (room.fetched() + room.decoded() + room.sent());
      assertThat(held + PictureReader.MOST_MEMORY + Room.bodies(heap) + Room.SERVER)
          .as("%d MB", megabytes)
          .isLessThanOrEqualTo(heap + 3000);
    }
  }

  @Test
  void thereIsAlwaysRoomForOneOfTheLargest() {
    for (int megabytes : new int[] {64, 371, 65_536}) {
      Room room = Room.in((long) megabytes << 20);
      assertThat(1000L * room.fetched()).isGreaterThanOrEqualTo(PictureReader.MOST_BYTES);
      assertThat(1000L * room.decoded()).isGreaterThanOrEqualTo(Room.PICTURE);
    }
  }
}
