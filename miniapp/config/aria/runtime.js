import { mergeInternalComponents } from '@tarojs/shared';
import properties from './properties.cjs';

mergeInternalComponents(properties);
