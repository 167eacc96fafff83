package dev.countersign.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.picture.PictureReader;
import org.junit.jupiter.api.Test;

class RoomTest {
  @Test
  void allThatMayBeHeldAtOnceFitsIntoTheHeap() {
    for (int megabytes : new int[] {384, 512, 1024, 4096, 65_536}) {
      long heap = (long) megabytes << 20;
      Room room = Room.in(heap);
      long held = room.files() * Room.FILE + room.pictures() * Room.PICTURE;
      assertThat(held + PictureReader.MOST_MEMORY + heap / 4 + Room.SERVER)
          .as("%d MB", megabytes)
          .isLessThanOrEqualTo(heap);
    }
  }

  @Test
  void theUsualHeapHasRoomForTwoPicturesAndALargeOneForMany() {
    assertThat(Room.in(384L << 20)).isEqualTo(new Room(4, 2));
    assertThat(Room.in(1L << 36)).isEqualTo(new Room(64, 32));
    assertThat(Room.in(64L << 20)).isEqualTo(new Room(2, 1));
  }
}
